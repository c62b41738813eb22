"""Moderators' work in Discord: drafts with a preview, the log channel, what waits for a decision, suggestions."""
