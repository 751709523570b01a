"""Checks of a plan: each doubt is one sentence for the person who imports it, and nothing is corrected silently."""
