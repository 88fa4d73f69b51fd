"""What every list is made of: its filter, its order and its pages, whatever the rows are."""
