"""Everything a person can send that is more than a button: texts, files, and what bots should refuse."""

import io
import secrets
from typing import Any

from PIL import Image

from bot.rehearsal.stand import Stand
from bot.rehearsal.texts import commands_in
from bot.rehearsal.world import Conversation

Json = dict[str, Any]


class Sending:
    """The sending half of a phone; every action returns the new message's id."""

    stand: Stand
    user: Json
    conversation: Conversation

    def send_voice(
        self, content: bytes, seconds: int = 1, caption: str = "", *, declared_size: int | None = None
    ) -> int:
        """Send a voice message (OGG/Opus). `declared_size` (bytes) may be more than the content."""
        kept = self._files.keep(content, "voice", "voice.oga", "audio/ogg", declared_size)
        voice = {**kept.described(), "duration": seconds, "mime_type": "audio/ogg"}
        return self._send({"voice": voice}, caption)

    def send_photo(self, content: bytes, caption: str = "", *, declared_size: int | None = None) -> int:
        """Send a picture as a photo, in Telegram's several sizes. Raises OSError when it is none."""
        return self._send({"photo": self._files.keep_photo(content, declared_size)}, caption)

    def send_album(
        self, pictures: list[bytes], caption: str = "", *, order: list[int] | None = None
    ) -> list[int]:
        """Send pictures as one album; their updates come in `order` (indexes), as they sometimes do."""
        group = str(secrets.randbits(60))
        photos = [{"photo": self._files.keep_photo(picture), "media_group_id": group} for picture in pictures]
        made = [
            self._made(photo | ({"caption": caption} if caption and not n else {}))
            for n, photo in enumerate(photos)
        ]
        for index in order or range(len(made)):
            self.stand.world.updates.add("message", made[index])
        return [message["message_id"] for message in made]

    def send_video_note(self, content: bytes, seconds: int = 1, *, declared_size: int | None = None) -> int:
        """Send a round video message."""
        kept = self._files.keep(content, "video_notes", "note.mp4", "video/mp4", declared_size)
        return self._send({"video_note": {**kept.described(), "length": 240, "duration": seconds}})

    def send_video(
        self, content: bytes, seconds: int = 1, caption: str = "", *, declared_size: int | None = None
    ) -> int:
        """Send a video."""
        kept = self._files.keep(content, "videos", "video.mp4", "video/mp4", declared_size)
        video = {**kept.described(), "width": 640, "height": 360, "duration": seconds, "mime_type": kept.mime}
        return self._send({"video": video}, caption)

    def send_document(
        self, content: bytes, name: str, mime: str, caption: str = "", *, declared_size: int | None = None
    ) -> int:
        """Send any file, bytes untouched."""
        kept = self._files.keep(content, "documents", name, mime, declared_size)
        document = {**kept.described(), "file_name": name, "mime_type": mime}
        return self._send({"document": document}, caption)

    def send_sticker(self) -> int:
        """Send a sticker."""
        kept = self._files.keep(_webp(), "stickers", "sticker.webp", "image/webp")
        kind = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "🙂"}
        return self._send({"sticker": {**kept.described(), **kind, "width": 512, "height": 512}})

    def send_contact(self, phone_number: str = "+44 1632 960001", first_name: str = "Example") -> int:
        """Send somebody's contact (the number is of a range kept for fiction)."""
        return self._send({"contact": {"phone_number": phone_number, "first_name": first_name}})

    def send_location(self, latitude: float = 51.4779, longitude: float = -0.0015) -> int:
        """Send a place, in degrees."""
        return self._send({"location": {"latitude": latitude, "longitude": longitude}})

    def send_poll(self, question: str = "An example?") -> int:
        """Send a poll."""
        options = [{"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate("AB")]
        poll: Json = {"id": str(secrets.randbits(62)), "question": question, "options": options}
        poll |= {"total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular"}
        poll |= {"allows_multiple_answers": False, "allows_revoting": True, "members_only": False}
        return self._send({"poll": poll})

    def forward(self, text: str, sender: str = "Somebody (example)") -> int:
        """Forward what somebody hidden wrote."""
        origin = {"type": "hidden_user", "date": self.stand.world.seconds() - 60, "sender_user_name": sender}
        return self._send_text(text, {"forward_origin": origin})

    def in_group(self, text: str, title: str = "A group (example)") -> int:
        """Write in a group the bot was taken into. The bot may answer there; see `group`."""
        chat = {"id": -1_000_000_000_000 - self.user["id"], "type": "supergroup", "title": title}
        return self._elsewhere(chat, self.user, "message", text)

    def in_channel(self, text: str, title: str = "A channel (example)") -> int:
        """Post in a channel the bot was taken into."""
        chat = {"id": -1_001_000_000_000 - self.user["id"], "type": "channel", "title": title}
        return self._elsewhere(chat, None, "channel_post", text)

    def _elsewhere(self, chat: Json, sender: Json | None, kind: str, text: str) -> int:
        conversation = self.stand.world.chat(chat)
        conversation.open = True
        message = self.stand.world.add_message(conversation, sender, _text(text))
        self.stand.world.updates.add(kind, message)
        return int(message["message_id"])

    def _send_text(self, text: str, more: Json | None = None) -> int:
        return self._send(_text(text) | (more or {}))

    def _send(self, content: Json, caption: str = "") -> int:
        message = self._made(content | ({"caption": caption} if caption else {}))
        self.stand.world.updates.add("message", message)
        return int(message["message_id"])

    def _made(self, content: Json) -> Json:
        self.conversation.open = True
        return self.stand.world.add_message(self.conversation, self.user, content)

    def _membership(self, old: str, new: str) -> None:
        bot = {name: self.stand.world.bot[name] for name in ("id", "is_bot", "first_name", "username")}
        change = {"chat": self.conversation.chat, "from": self.user, "date": self.stand.world.seconds()}
        members = {"old_chat_member": _member(bot, old), "new_chat_member": _member(bot, new)}
        self.stand.world.updates.add("my_chat_member", change | members)

    @property
    def _files(self) -> Any:
        return self.stand.world.files


def _text(text: str) -> Json:
    entities = commands_in(text)
    return {"text": text} | ({"entities": entities} if entities else {})


def _member(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


def _webp() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (64, 64), "#d98f5c").save(out, "WEBP")
    return out.getvalue()
