"""Charts as Vega-Lite specifications, each with its sentence in words."""

from .timeline import Lane, Mark, timeline_chart

__all__ = ["Lane", "Mark", "timeline_chart"]
