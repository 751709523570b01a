"""The Zalo channel: what comes in, what goes out, and how it fails. No other package knows the platform."""
