"""The rules of following up a plan: plain values and pure functions; no input or output, no clock, no await."""
