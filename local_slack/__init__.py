"""A local Slack workspace to run, show and test the bot against. Nothing in `bot/` knows of it, save the demo command."""
