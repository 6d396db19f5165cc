"""A local Slack workspace to run, show and test the bot against. The bot cannot tell it from Slack."""
