"""Journeys in a real browser, as the people of the office make them."""
