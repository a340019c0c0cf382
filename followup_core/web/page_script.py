"""Adds a script to Streamlit's page: it keeps and copies typed text, and words a lost connection.

Streamlit's browser part sends a text only when its field loses the focus. Going back, reloading and closing
the tab take the page away without that, so the text would be lost without a word. Streamlit has no setting
for it, no button that copies the content of a field, no way to scroll, no checkbox as wide as its row, and no
way to word its own dialogs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TYPED_AND_NOT_SAVED = "typed-and-not-saved"
"""The key of a container that a page draws while it holds something that only a button would save."""
COPIES = "copies-"
"""The beginning of the key of a container with one field and a button that copies it."""
SAVES_AS_TYPED = "saves-as-typed-"
"""The beginning of the key of a container whose field is sent after each pause in typing."""
TAPPABLE_ROWS = "tappable-rows-"
"""The beginning of the key of a container of checkboxes. A tap anywhere in a row ticks the row's checkbox."""
ROW_GAP = 20
"""Pixels between two such checkboxes: with the 24 of a checkbox, 44, which a finger can hit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostConnection:
    """The words of the dialog about a lost connection. Streamlit's words name a command that isn't ours."""

    title: str
    words: str


PERSONAL = LostConnection(
    title="Connection lost",
    words="This page can't reach the program. On the computer that it runs on, check that it is still"
    " running. On a phone, check that it is on the same Wi-Fi."
    " What was saved is safe, and this page goes on by itself.",
)
WORKSHOP = LostConnection(
    title="Reconnecting; your answers are safe",
    words="This page goes on by itself as soon as it reaches the program again.",
)

_SCRIPT = (
    """
(() => {
  const text = 'textarea, input:is([type=text], [type=email], [type=tel], [type=number])'
    + ':not([role=combobox])';
  const pressed = ':is(button, a):not([data-testid^=stDate] *, [data-testid^=stDate])';
  let before = '';  // what the field with the focus held when it got it

  // As if the field had lost the focus: Streamlit then sends its content.
  const send = () => document.activeElement?.dispatchEvent(new FocusEvent('focusout', {bubbles: true}));
  document.addEventListener('focusin', event => { before = event.target.value; });
  document.addEventListener('keydown', event => {
    const enters = event.key === 'Enter' && (event.ctrlKey || event.target.tagName === 'INPUT');
    if (enters) before = event.target.value;
    const leaves = event.key === 'F5' || (event.ctrlKey || event.metaKey) && 'rw['.includes(event.key)
      || event.altKey && event.key === 'ArrowLeft';
    if (leaves) send();
  });
  // Streamlit can send a line after a pause in typing, but not a longer text.
  let pause = 0;
  document.addEventListener('input', event => {
    if (!event.target.closest('[class*="st-key-SAVES_AS_TYPED"]')) return;
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (document.activeElement !== event.target) return;
      before = event.target.value;
      send();
    }, 1000);
  });
  // On the way to the browser's buttons. Streamlit sends some milliseconds later, and the question below
  // stops the page until it is answered, which may be too late.
  document.addEventListener('mouseout', event => !event.relatedTarget && event.clientY <= 0 && send());
  addEventListener('popstate', send, true);
  addEventListener('pagehide', send, true);
  document.addEventListener('visibilitychange', () => document.hidden && send());
  addEventListener('beforeunload', event => {
    const field = document.activeElement;
    const typing = field?.matches(text) && field.value !== before;
    send();
    if (typing || document.querySelector('.st-key-typed-and-not-saved')) event.preventDefault();
  });

  // A tap on a link also leaves the field. Streamlit would open the page first, take the text that comes
  // after it for a wish to go back, and lose the text on the next tap: so the text is sent first.
  let unsent = false;
  document.addEventListener('pointerdown', () => {
    const field = document.activeElement;
    unsent = !!field?.matches(text) && field.value !== before;
  }, true);
  document.addEventListener('click', event => {
    const link = event.target.closest('[data-testid=stPageLink] a');
    if (!link || !unsent || !event.isTrusted) return;
    unsent = false;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => link.click(), 80);
  }, true);

  // A day with a part missing, or out of range as in 1/2/26, goes back to what it was as soon as its field
  // loses the focus, and a form would be saved without it.
  const halfDay = () => [...document.querySelectorAll('[data-testid^=stDate] [role=group]')].find(group => {
    const parts = [...group.querySelectorAll('[role=spinbutton]')];
    const empty = parts.filter(part => part.dataset.placeholder).length;
    return (empty && empty < parts.length) || parts.some(part => part.ariaInvalid === 'true');
  });
  let half = '';
  document.addEventListener('pointerdown', event => {
    const day = event.target.closest(pressed) && halfDay();
    half = day ? day.innerText.replace(/\\s/g, '') : '';
  }, true);
  document.addEventListener('click', event => {
    if (half && event.target.closest(pressed)
        && !confirm(`“${half}” is not a day that can be saved. Go on without it?`)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    half = '';
  }, true);

  // Streamlit's checkbox reacts to taps on itself and its label only. A row reaches half way to the next one.
  document.addEventListener('click', event => {
    const rows = event.target.closest('[class*="st-key-TAPPABLE_ROWS"]');
    if (!rows || event.target.closest('label, button, a')) return;
    [...rows.querySelectorAll('[data-testid=stCheckbox]')].find(box => {
      const row = box.getBoundingClientRect();
      return event.clientY >= row.top - ROW_GAP / 2 && event.clientY < row.bottom + ROW_GAP / 2;
    })?.querySelector('input').click();
  });

  // Streamlit keeps how far a page is scrolled when only its address names something else.
  const push = history.pushState;
  const naming = ['item', 'person', 'workshop', 'closed'];
  const screen = () => naming.map(name => new URLSearchParams(location.search).get(name)).join();
  const inSample = () => new URLSearchParams(location.search).has('sample');
  let sample = inSample();
  // Streamlit opens a page for a button in two steps: the address of the page before names what the new one
  // is about, then the page changes. The step between is no page to go back to.
  let between = null;  // after such a first step: whether the sample was shown before it
  for (const tap of ['click', 'keydown'])
    document.addEventListener(tap, event => { if (event.isTrusted) between = null; }, true);
  addEventListener('popstate', () => { between = null; });
  const about = url => {
    const named = new URLSearchParams(url.search);
    named.delete('sample');
    return named.toString();
  };
  history.pushState = function (...change) {
    const [before, from] = [screen(), new URL(location.href)];
    const to = new URL(change[2], from);
    const [onPage, same] = [to.pathname === from.pathname, about(to) === about(from)];
    const names = onPage && same && to.searchParams.has('sample');
    const completes = between !== null && !onPage && same;
    if (between !== null && (names || completes)) sample = between;
    between = onPage ? between ?? sample : null;
    // The name of the sample comes after its page: not a page of its own to go back to.
    if (completes || names && sample) history.replaceState(...change);
    else push.apply(this, change);
    sample = inSample() || sample && !onPage;
    if (screen() !== before) document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);
  };

  // Going back into or out of the sample changes to other data, so the page is loaded again.
  addEventListener('popstate', () => inSample() !== sample && location.reload());

  // What is on screen counts, sent or not. Without https a browser has no clipboard, and some refuse its use:
  // then the older command is left.
  document.addEventListener('click', event => {
    const around = event.target.closest('button')?.closest('[class*="st-key-copies-"]');
    const field = around?.querySelector('textarea, input');
    if (!field) return;
    const older = () => (field.select(), document.execCommand('copy'));
    navigator.clipboard ? navigator.clipboard.writeText(field.value).catch(older) : older();
  }, true);

  // Only text nodes change: Streamlit continues to use the elements that it made.
  const reword = () => {
    const title = document.querySelector('[role=dialog] h2[slot=title]');
    const said = title?.nextElementSibling;
    if (!said || title.textContent !== 'Connection error') return;
    title.textContent = `LOST_TITLE`;
    const letters = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
    for (let words = `LOST_WORDS`; letters.nextNode(); words = '') letters.currentNode.data = words;
    said.querySelector('[data-testid=stErrorCodeBlock]')?.style.setProperty('display', 'none');
    if (!location.pathname.endsWith('/wall')) return;
    // To be read from the last row: on a projector, nothing is smaller than 1/25 of the height.
    for (const part of [title.closest('[role=dialog]'), title.closest('[role=dialog]').parentElement])
      Object.assign(part.style, {width: '88vw', maxWidth: 'none'});
    for (const [part, size] of [[title, '6.5vh'], [said.firstElementChild, '5vh']])
      Object.assign(part.style, {fontSize: size, lineHeight: 1.3});
  };
  addEventListener('DOMContentLoaded', () =>
    new MutationObserver(reword).observe(document.body, {childList: true}));
})();
""".replace("SAVES_AS_TYPED", SAVES_AS_TYPED)
    .replace("TAPPABLE_ROWS", TAPPABLE_ROWS)
    .replace("ROW_GAP", str(ROW_GAP))
)


def page_script(lost_connection: LostConnection) -> str:
    """Return the script with the words that it shows if the connection is lost."""
    return _SCRIPT.replace("LOST_TITLE", lost_connection.title).replace("LOST_WORDS", lost_connection.words)


_END_OF_HEAD = b"</head>"


class PageScript:
    """Middleware that adds the script to Streamlit's page, but not to pages with their own policy."""

    def __init__(self, app: ASGIApp, *, script: str) -> None:
        self._app = app
        self._script = script

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and the response back, with the script if the response is Streamlit's page."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _accepts_html(scope):
            await self._app(scope, receive, send)
            return
        await self._app(_uncompressed(scope), receive, _PageSender(send, self._script))


class _PageSender:
    """Passes a response on, and adds the script if the response is Streamlit's page."""

    def __init__(self, send: Send, script: str) -> None:
        self._send = send
        self._script = script
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Hold Streamlit's page back until it is complete; pass everything else on."""
        if message["type"] == "http.response.start" and _is_streamlit_page(message["headers"]):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)

    async def _send_page(self, start: Message) -> None:
        tag = f"<script>{self._script}</script>".encode()
        body = self._body.replace(_END_OF_HEAD, tag + _END_OF_HEAD, 1)
        MutableHeaders(raw=start["headers"])["Content-Length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _accepts_html(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("Accept", "")


def _uncompressed(scope: Scope) -> Scope:
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return {
        **scope,
        "headers": [header for header in headers if header[0] not in (b"accept-encoding", b"range")],
    }


def _is_streamlit_page(raw: list[tuple[bytes, bytes]]) -> bool:
    headers = Headers(raw=raw)
    return (
        headers.get("Content-Type", "").startswith("text/html") and "Content-Security-Policy" not in headers
    )
