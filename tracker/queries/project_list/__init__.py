"""The project list: filter, columns, paging, counts and board cells."""
