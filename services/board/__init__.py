"""What the pages of the board show: one file a page, read by the functions that answer the same question in chat."""
