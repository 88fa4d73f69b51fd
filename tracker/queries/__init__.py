"""What is read: lists, counts, maps and searches over many rows, for the pages to show."""
