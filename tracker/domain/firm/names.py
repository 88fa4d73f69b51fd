"""A firm's name is folded as every name is."""

from tracker.domain.names import normal_name

__all__ = ["normal_name"]
