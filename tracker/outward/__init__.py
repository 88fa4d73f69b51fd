"""What leaves the house: robots and mail, and the worker that sends what waits in the outbox."""
