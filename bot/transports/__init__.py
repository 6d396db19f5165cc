"""The ways in: websockets or signed HTTP for Slack, and a few addresses for whoever runs the desk."""
