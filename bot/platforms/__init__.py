"""The chat platforms: what all of them share, and one package each. No platform imports another."""
