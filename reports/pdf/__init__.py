"""The report as a PDF file."""

from reportlab import rl_config

# Before shapes are imported: what is drawn is ours, and to check every number of a chart
# again takes longer than to set it.
rl_config.shapeChecking = 0
