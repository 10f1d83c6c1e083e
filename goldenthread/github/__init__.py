"""The code host: its client, pull requests, the progress form, receipts and reminders."""
