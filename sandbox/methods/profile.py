"""Who the bot is and what it says about itself: getMe, command menus, descriptions, chats, files."""

from typing import Any

from sandbox.errors import BadRequest
from sandbox.files import picture_type
from sandbox.menus import checked_button
from sandbox.methods.calls import Call
from sandbox.methods.sending import attached, photo_of
from sandbox.shapes import Json, chat_of

MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024
MAX_DESCRIPTION = 512
MAX_SHORT_DESCRIPTION = 120
MAX_NAME = 64


async def get_me(call: Call) -> Json:
    """Return the bot as a user."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return call.bot.user | abilities | {"can_connect_to_business": False, "has_main_web_app": False}


async def get_chat(call: Call) -> Json:
    """Return a private chat."""
    chat = call.bot.chat(call.wanted_chat_id())
    limits = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _no_gifts()}
    return chat_of(chat.phone) | limits


async def set_my_commands(call: Call) -> bool:
    """Set the command menu of a scope and language; the phones show it at once."""
    _put_commands(call, call.arguments.decoded("commands", None))
    return True


async def delete_my_commands(call: Call) -> bool:
    """Delete the command menu of a scope and language."""
    _put_commands(call, [])
    return True


async def get_my_commands(call: Call) -> list[Json]:
    """Return the command menu of exactly this scope and language."""
    return call.bot.menus.get(call.arguments.decoded("scope", None), call.arguments.text("language_code"))


async def set_my_description(call: Call) -> bool:
    """Set what an empty chat shows."""
    return _describe(call, call.bot.profile.descriptions, "description", MAX_DESCRIPTION)


async def get_my_description(call: Call) -> Json:
    """Return what setMyDescription set for this language."""
    return {"description": call.bot.profile.descriptions.get(call.arguments.text("language_code"), "")}


async def set_my_short_description(call: Call) -> bool:
    """Set what the bot's profile page shows."""
    return _describe(call, call.bot.profile.short_descriptions, "short_description", MAX_SHORT_DESCRIPTION)


async def get_my_short_description(call: Call) -> Json:
    """Return what setMyShortDescription set for this language."""
    return {"short_description": call.bot.profile.short_descriptions.get(call.arguments.text("language_code"), "")}


async def set_my_name(call: Call) -> bool:
    """Set the bot's name in a language; the phones show the Vietnamese one."""
    return _describe(call, call.bot.profile.names, "name", MAX_NAME)


async def get_my_name(call: Call) -> Json:
    """Return what setMyName set for this language, else the name the bot was born with."""
    names = call.bot.profile.names
    return {"name": names.get(call.arguments.text("language_code")) or names.get("") or call.bot.user["first_name"]}


async def set_my_profile_photo(call: Call) -> bool:
    """Show this picture as the bot's: a JPEG, uploaded (InputProfilePhotoStatic); a file_id cannot be used again."""
    given: Any = call.arguments.decoded("photo", None)
    if not isinstance(given, dict) or given.get("type") != "static":
        raise BadRequest("can't parse InputProfilePhoto: unsupported type specified")
    reference = str(given.get("photo", ""))
    if not reference.startswith("attach://"):
        raise BadRequest("profile photos can't be reused and must be uploaded as a new file")
    stored = attached(call, "photo", reference)
    if picture_type(stored.content) != "image/jpeg":
        raise BadRequest("PHOTO_EXT_INVALID")
    call.bot.profile.photos.insert(0, photo_of(stored))
    _show_profile(call)
    return True


async def remove_my_profile_photo(call: Call) -> bool:
    """Take the newest picture away; the one before it, if any, is shown again."""
    if call.bot.profile.photos:
        call.bot.profile.photos.pop(0)
    _show_profile(call)
    return True


async def get_user_profile_photos(call: Call) -> Json:
    """Return the pictures of the bot itself; those of people are not kept."""
    photos = call.bot.profile.photos if call.arguments.integer("user_id", 0) == call.bot.user["id"] else []
    return {"total_count": len(photos), "photos": photos[: call.arguments.integer("limit", 100)]}


async def set_chat_menu_button(call: Call) -> bool:
    """Set the button of a private chat, or (without a chat) of all that have none of their own."""
    chat = call.bot.chat(call.wanted_chat_id()) if call.arguments.text("chat_id") else None
    button = checked_button(call.arguments.decoded("menu_button", None) or {"type": "default"})
    call.bot.menu_buttons[chat.phone.user_id if chat else 0] = button
    return True


async def get_chat_menu_button(call: Call) -> Json:
    """Return the button of a private chat, or (without a chat) that of all others."""
    chat = call.bot.chat(call.wanted_chat_id()) if call.arguments.text("chat_id") else None
    return call.bot.menu_buttons.get(chat.phone.user_id if chat else 0, {"type": "default"})


async def get_file(call: Call) -> Json:
    """Return where a file can be downloaded; at most 20 MB."""
    stored = call.world.files.by_id(call.arguments.text("file_id"))
    if stored is None:
        raise BadRequest("invalid file_id")
    if len(stored.content) > MAX_DOWNLOAD_BYTES:
        raise BadRequest("file is too big")
    facts = {"file_size": len(stored.content), "file_path": stored.path}
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, **facts}


def _put_commands(call: Call, commands: object) -> None:
    call.bot.menus.put(call.arguments.decoded("scope", None), call.arguments.text("language_code"), commands)
    for user_id, chat in call.bot.chats.items():
        call.bot.tell("menu", chat, {"menu": call.bot.menus.shown_to(user_id)})


def _describe(call: Call, descriptions: dict[str, str], name: str, limit: int) -> bool:
    text = call.arguments.text(name)
    if len(text) > limit:
        raise BadRequest(f"{name} is too long")
    language = call.arguments.text("language_code")
    if len(language) > 2:
        raise BadRequest("language_code is invalid")
    descriptions[language] = text
    _show_profile(call)
    return True


def _show_profile(call: Call) -> None:
    call.bot.feed.publish("profile", {"bot": call.bot.user["id"], **call.bot.shown_profile})


def _no_gifts() -> Json:
    kinds = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return dict.fromkeys(kinds, False)
