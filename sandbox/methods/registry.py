"""Which name of the Bot API is which function; names are compared without regard to case, as Telegram does."""

from sandbox.methods import editing, profile, reacting, receiving, sending
from sandbox.methods.calls import Method

METHODS: dict[str, Method] = {
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "answercallbackquery": receiving.answer_callback_query,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagemedia": editing.edit_message_media,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "setmessagereaction": reacting.set_message_reaction,
    "getme": profile.get_me,
    "getchat": profile.get_chat,
    "setmycommands": profile.set_my_commands,
    "getmycommands": profile.get_my_commands,
    "deletemycommands": profile.delete_my_commands,
    "setmydescription": profile.set_my_description,
    "getmydescription": profile.get_my_description,
    "setmyshortdescription": profile.set_my_short_description,
    "getmyshortdescription": profile.get_my_short_description,
    "setmyname": profile.set_my_name,
    "getmyname": profile.get_my_name,
    "setmyprofilephoto": profile.set_my_profile_photo,
    "removemyprofilephoto": profile.remove_my_profile_photo,
    "getuserprofilephotos": profile.get_user_profile_photos,
    "getchatmenubutton": profile.get_chat_menu_button,
    "setchatmenubutton": profile.set_chat_menu_button,
    "getfile": profile.get_file,
}
