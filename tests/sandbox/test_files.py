import aiohttp

from tests.sandbox.conftest import LAN, TOKEN, Client

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (3).to_bytes(4, "big") + (2).to_bytes(4, "big") + b"\r\n--x\r\n\x00\xff"


async def test_a_picture_sent_by_multipart_arrives_whole(client: Client) -> None:
    form = aiohttp.FormData({"chat_id": str(LAN), "caption": "Tiến độ"})
    form.add_field("photo", PNG, filename="card.png", content_type="image/png")
    async with client.http.post(f"{client.url}/bot{TOKEN}/sendPhoto", data=form) as response:
        message = (await response.json())["result"]
    (size,) = message["photo"]
    assert (size["width"], size["height"], message["caption"]) == (3, 2, "Tiến độ")
    path = (await client.result("getFile", file_id=size["file_id"]))["file_path"]
    async with client.http.get(f"{client.url}/file/bot{TOKEN}/{path}") as response:
        assert await response.read() == PNG
    again = await client.result("sendPhoto", chat_id=LAN, photo=size["file_id"])
    assert again["photo"] == message["photo"]


async def test_what_is_no_picture_is_no_photo(client: Client) -> None:
    form = aiohttp.FormData({"chat_id": str(LAN)})
    form.add_field("photo", b"hello", filename="a.png")
    async with client.http.post(f"{client.url}/bot{TOKEN}/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_a_document_from_a_phone_reaches_the_bot_and_is_served_as_a_download(client: Client) -> None:
    form = aiohttp.FormData({"caption": "kế hoạch"}, quote_fields=False)  # raw UTF-8 names, as browsers send them
    form.add_field("document", b"<script>", filename="Kế hoạch.html", content_type="text/html")
    async with client.http.post(f"{client.url}/sandbox/phones/{LAN}/document", data=form) as response:
        assert response.status == 200
    (update,) = await client.updates()
    document = update["message"]["document"]
    assert (document["file_name"], document["file_size"], update["message"]["caption"]) == (
        "Kế hoạch.html",
        8,
        "kế hoạch",
    )
    async with client.http.get(f"{client.url}/sandbox/files/{document['file_id']}") as response:
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.content_type == "application/octet-stream"


async def test_a_foreign_token_downloads_nothing(client: Client) -> None:
    async with client.http.get(f"{client.url}/file/bot9:wrong/documents/x") as response:
        assert response.status == 401


async def test_a_form_cut_short_is_a_bad_request(client: Client) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    body = b'--x\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n1'
    url = f"{client.url}/bot{TOKEN}/sendPhoto"
    async with client.http.post(url, data=body, headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: the form is cut short"


async def test_a_photo_from_a_phone_with_a_caption_may_be_a_reply(client: Client) -> None:
    asked = await client.result("sendMessage", chat_id=LAN, text="Đồng chí gửi ảnh minh chứng?")
    form = aiohttp.FormData({"caption": "xong 3", "reply_to": str(asked["message_id"])})
    form.add_field("photo", PNG, filename="bien-ban.png", content_type="image/png")
    async with client.http.post(f"{client.url}/sandbox/phones/{LAN}/photo", data=form) as response:
        assert response.status == 200
    (update,) = await client.updates()
    message = update["message"]
    assert (message["photo"][-1]["width"], message["caption"]) == (3, "xong 3")
    assert message["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_photo_that_is_no_picture_is_not_sent(client: Client) -> None:
    form = aiohttp.FormData()
    form.add_field("photo", b"hello", filename="a.png", content_type="image/png")
    async with client.http.post(f"{client.url}/sandbox/phones/{LAN}/photo", data=form) as response:
        assert response.status == 400
    assert await client.updates() == []
