"""The methods of the Bot API, a file for each group; every one takes a Call and returns the `result` of the answer."""
