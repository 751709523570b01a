"""The English phrases, by noun."""
