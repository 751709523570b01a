"""Reads official plans: bytes in, a PlanDraft with its warnings out."""
