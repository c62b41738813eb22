"""A little Discord on 127.0.0.1: its HTTP interface and its gateway, as far as a bot needs them, with faults."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import discord
import yarl
from aiohttp import WSCloseCode, WSMsgType, web

APP, GUILD, CHANNEL, READER = 11, 22, 33, 44
JSON = {"Content-Type": "application/json"}  # discord.py reads nothing else as JSON, no charset either
Payload = dict[str, Any]


@dataclass
class Fault:
    """What the next requests that match get instead of an answer."""

    status: int
    times: int = 1
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Payload = field(default_factory=dict)
    path: str = "/messages"


@dataclass
class Seen:
    """A request as it came in, and when."""

    method: str
    path: str
    body: Any
    at: float = field(default_factory=time.perf_counter)


class Loopback:
    """The server. What came in stands in `seen` and `frames`; what is to go wrong is put into `faults`."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.frames: list[Payload] = []
        self.faults: list[Fault] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.sent: list[Payload] = []
        self.heartbeat_ms = 40_000
        self.acknowledges = True
        self.refuse_intents = 0
        self.message_content = True
        self.token = ""
        self.everyone = discord.Permissions.all()
        self.slow_s = 0.0
        self.port = 0
        self.begun: Callable[[], None] = lambda: None
        self.heard: Callable[[Seen], None] = lambda seen: None
        self._ids = itertools.count(discord.utils.time_snowflake(discord.utils.utcnow()))
        self._sequence = 0
        self._news = asyncio.Condition()

    @asynccontextmanager
    async def open(self, port: int = 0) -> AsyncIterator[Loopback]:
        """Listen on a port of this machine."""
        app = web.Application()
        app.router.add_get("/gateway/", self._gateway)
        app.router.add_route("*", "/api/{path:.*}", self._http)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self.port = runner.addresses[0][1]
        try:
            yield self
        finally:
            for socket in self.sockets:
                with suppress(ConnectionError):
                    await socket.close()
            await runner.cleanup()

    # what a test does

    def id(self) -> int:
        """Give a new id."""
        return next(self._ids)

    async def say(self, text: str, *, id_: int = 0, user: int = READER, channel: int = CHANNEL) -> int:
        """A reader writes a message."""
        message = message_payload(id_ or self.id(), text, user, channel)
        await self.dispatch("MESSAGE_CREATE", {**message, "guild_id": str(GUILD), "member": MEMBER})
        return int(message["id"])

    async def dispatch(self, event: str, data: Payload) -> None:
        """Send an event to the bot; where the line is cut, it is sent once the session is taken up again."""
        self._sequence += 1
        self.sent.append({"op": 0, "t": event, "s": self._sequence, "d": data})
        with suppress(ConnectionError):
            await self.sockets[-1].send_json(self.sent[-1])

    async def until(self, holds: Callable[[], object], within_s: float = 60.0) -> None:
        """Wait until something holds. Errors: TimeoutError."""
        async with asyncio.timeout(within_s), self._news:
            await self._news.wait_for(holds)

    def posts(self) -> list[Seen]:
        """The messages that the bot posted."""
        return [seen for seen in self.seen if seen.method == "POST" and seen.path.endswith("/messages")]

    def ops(self) -> list[int]:
        """The kinds of frames that the bot sent, heartbeats left out."""
        return [frame["op"] for frame in self.frames if frame["op"] != 1]

    # HTTP

    async def _http(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["path"].removeprefix("v10/")
        seen = Seen(request.method, path, await _body(request))
        for fault in self.faults:
            if fault.times > 0 and fault.path in path:
                fault.times -= 1
                await self._note(self.seen, Seen(f"{fault.status} {request.method}", path, seen.body))
                return web.Response(
                    status=fault.status, body=json.dumps(fault.body).encode(), headers={**JSON, **fault.headers}
                )
        if self.token and request.headers.get("Authorization") != f"Bot {self.token}":
            return web.Response(status=401, body=b'{"message": "401: Unauthorized", "code": 0}', headers=JSON)
        if "/messages" in path:
            self.begun()
            await asyncio.sleep(self.slow_s)
        await self._note(self.seen, seen)
        self.heard(seen)
        if seen.method == "DELETE":
            return web.Response(status=204)
        limits = {"X-RateLimit-Limit": "1000", "X-RateLimit-Remaining": "999", "X-RateLimit-Reset-After": "1"}
        answer = self._answer(seen)
        return web.Response(body=json.dumps(answer).encode(), headers={**JSON, **limits, "X-RateLimit-Bucket": path})

    def _answer(self, seen: Seen) -> Any:
        path = seen.path
        if path == "/users/@me":
            return user_payload(APP, "earshot")
        if path == "/oauth2/applications/@me":
            flags = discord.ApplicationFlags(gateway_message_content=self.message_content).value
            return application_payload(flags)
        if path == "/users/@me/guilds":
            return [{"id": str(GUILD), "name": "server", "permissions": "0", "features": []}]
        if path == f"/guilds/{GUILD}":
            return guild_payload(self.everyone)
        if path.startswith(f"/guilds/{GUILD}/members/"):
            return {**MEMBER, "user": user_payload(APP, "earshot")}
        if path.endswith("/commands"):
            return self._commands(seen)
        if path.endswith("/callback"):
            return {"interaction": {"id": "1", "type": 2}}
        channel = int(path.split("/")[2]) if path.startswith("/channels/") else CHANNEL
        return message_payload(self.id(), "", APP, channel)

    def _commands(self, seen: Seen) -> list[Payload]:
        if seen.method == "PUT":
            self._known = [
                {"description": "", **one, "id": str(self.id()), "application_id": str(APP), "version": "1"}
                for one in seen.body
            ]
        return getattr(self, "_known", [])

    # the gateway

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": self.heartbeat_ms}, "s": None, "t": None})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._frame(socket, json.loads(message.data))
        return socket

    async def _frame(self, socket: web.WebSocketResponse, frame: Payload) -> None:
        if frame["op"] == 1 and self.acknowledges:
            await socket.send_json({"op": 11})
        elif frame["op"] == 2:
            await self._identified(socket, frame["d"])
        elif frame["op"] == 6:
            for missed in [one for one in self.sent if one["s"] > frame["d"]["seq"]]:
                await socket.send_json(missed)
            await self._event(socket, "RESUMED", {})
        await self._note(self.frames, frame)

    async def _identified(self, socket: web.WebSocketResponse, said: Payload) -> None:
        if said["intents"] & self.refuse_intents:
            await socket.close(code=4014, message=b"Disallowed intent(s).")
            return
        ready = {
            "v": 10,
            "user": user_payload(APP, "earshot"),
            "guilds": [{"id": str(GUILD), "unavailable": True}],
            "session_id": "session",
            "resume_gateway_url": f"ws://127.0.0.1:{self.port}/gateway/",
            "application": {"id": str(APP), "flags": 0},
        }
        await self._event(socket, "READY", ready)
        await self._event(socket, "GUILD_CREATE", guild_payload(self.everyone))

    async def _event(self, socket: web.WebSocketResponse, event: str, data: Payload) -> None:
        self._sequence += 1
        await socket.send_json({"op": 0, "t": event, "s": self._sequence, "d": data})

    async def order(self, op: int, data: object = None) -> None:
        """Send the bot a frame that is no event."""
        await self.sockets[-1].send_json({"op": op, "d": data, "s": None, "t": None})

    async def cut(self) -> None:
        """Cut the line, without a word."""
        transport = self.sockets[-1]._req.transport  # type: ignore[union-attr]
        assert transport is not None
        transport.abort()

    async def close(self, code: int = WSCloseCode.SERVICE_RESTART) -> None:
        """Close the line, with a reason."""
        await self.sockets[-1].close(code=code)

    async def _note(self, into: list[Any], what: object) -> None:
        async with self._news:
            into.append(what)
            self._news.notify_all()


def use(port: int) -> None:
    """Point discord.py at a little Discord on this machine, until the process ends or `use` is called again."""
    discord.http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/gateway/")


async def _body(request: web.Request) -> Any:
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            if part.name == "payload_json":  # type: ignore[union-attr]
                return json.loads(await part.text())  # type: ignore[union-attr]
        return None
    raw = await request.read()
    return json.loads(raw) if raw else None


def user_payload(id_: int, name: str) -> Payload:
    """A user, as Discord describes one."""
    return {"id": str(id_), "username": name, "discriminator": "0", "avatar": None, "bot": id_ == APP}


def application_payload(flags: int) -> Payload:
    """The bot's application, as Discord describes it."""
    return {
        "id": str(APP),
        "name": "earshot",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "",
        "flags": flags,
        "owner": user_payload(READER, "owner"),
    }


def message_payload(id_: int, text: str, user: int, channel: int) -> Payload:
    """A message, as Discord describes one."""
    mentioned = [user_payload(APP, "earshot")] if f"<@{APP}>" in text else []
    return {
        "id": str(id_),
        "channel_id": str(channel),
        "author": user_payload(user, f"user{user}"),
        "content": text,
        "type": 0,
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "flags": 0,
        "mention_everyone": False,
        "mentions": mentioned,
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
    }


def interaction_payload(id_: int, kind: int, data: Payload, more: Payload) -> Payload:
    """An interaction, as Discord describes one."""
    return {
        "id": str(id_),
        "application_id": str(APP),
        "type": kind,
        "token": "pass",
        "version": 1,
        "data": data,
        "guild_id": str(GUILD),
        "channel_id": str(CHANNEL),
        "member": {**MEMBER, "user": user_payload(READER, "reader"), "permissions": "0"},
        "channel": {"id": str(CHANNEL), "type": 0, "name": "channel", "permissions": "0", "position": 0},
        "app_permissions": "0",
        "locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(GUILD)},
        "context": 0,
        "attachment_size_limit": 1000,
        **more,
    }


def guild_payload(everyone: discord.Permissions, channels: int = 60) -> Payload:
    """A server with some channels, and what everyone may do there."""
    return {
        "id": str(GUILD),
        "name": "server",
        "owner_id": str(READER),
        "roles": [
            {"id": str(GUILD), "name": "@everyone", "permissions": str(everyone.value), "position": 0, "color": 0}
        ],
        "channels": [
            {"id": str(CHANNEL + n), "type": 0, "name": f"channel{n}", "position": n, "permission_overwrites": []}
            for n in range(channels)
        ],
        "members": [{**MEMBER, "user": user_payload(APP, "earshot")}],
        "threads": [],
        "emojis": [],
        "features": [],
        "member_count": 2,
        "unavailable": False,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "premium_tier": 0,
        "nsfw_level": 0,
        "preferred_locale": "en-US",
        "system_channel_flags": 0,
        "afk_timeout": 300,
    }


MEMBER: Payload = {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
