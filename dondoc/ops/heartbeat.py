"""The sign of life for a watch outside: it raises the alarm when it hears nothing, whatever the reason."""

import logging

import aiohttp

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 10.0


async def beat(url: str) -> bool:
    """Ask the address once; True when it answered with success. The address may hold a secret and is never logged."""
    try:
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            is_heard = answer.ok
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        log.warning("the heartbeat was not heard: %s", type(error).__name__, extra={"action": "heartbeat_failed"})
        return False
    if not is_heard:
        log.warning("the heartbeat was refused: %s", answer.status, extra={"action": "heartbeat_failed"})
    return is_heard
