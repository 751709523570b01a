"""What a week may be about beyond everyday life: a theme a file, with its events and its part of the account."""
