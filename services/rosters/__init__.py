"""Taking over lists of units and people: what a list would change, and writing it."""
