"""How well and how fast firms are recognised."""
