"""A stand-in for the program, only until the real one is there: a form, a cookie, a page that saves."""

import os
import secrets
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

FORM = '<form method="post" action="/enter"><input type="hidden" name="nonce" value="n0"><input name="code"></form>'


class Gate:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/" and "who" not in Request(scope).cookies:
            await HTMLResponse(FORM)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def enter(request: Request) -> Response:
    await request.form()
    response = HTMLResponse("resume code ABCD")
    response.set_cookie("who", secrets.token_hex(8), httponly=True)
    return response


app = st.App(
    Path(__file__).parent / "standin_page.py",
    routes=[Route("/enter", enter, methods=["POST"])],
    middleware=[Middleware(Gate)],
)
_ = os
