"""Between inbox and outbox: dispatch updates, read uploads, send messages within the limits of each platform."""
