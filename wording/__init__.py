"""Words: notices and refusals become messages, one module per language; pure functions."""
