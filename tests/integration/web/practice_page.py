"""A page to serve in these tests: one of each thing that a browser's policy could stop."""

import struct
import zlib

import altair as alt
import pandas as pd
import streamlit as st

from followup_core import web


def picture() -> bytes:
    """Return a small grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x80" * 16 for _ in range(16))
    size = struct.pack(">IIBBBBB", 16, 16, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def everything() -> None:
    icon = ":material/check_circle:"
    st.title("Everything at once")
    visit = web.identity_from(st.context.headers)
    assert visit is not None
    st.text(f"here: {visit.from_this_computer}, network: {visit.serves_network}, port: {visit.port}")
    st.text(
        f"facilitator: {visit.is_facilitator}, workshop: {visit.workshop_id}, "
        f"participant: {visit.participant_id}"
    )
    taps = st.session_state.setdefault("taps", 0)
    if st.button("Tap", icon=icon):
        st.session_state["taps"] = taps = taps + 1
    st.write(f"Taps: {taps}", icon)
    table = pd.DataFrame({"stage": ["sent", "answered", "closed"], "count": [5, 3, 1]})
    chart = (
        alt.Chart(table)
        .mark_bar()
        .encode(x="stage", y="count", color="stage", tooltip=["stage", alt.Tooltip("count", format=".1f")])
    )
    point = alt.selection_point(name="point")
    st.altair_chart(chart.add_params(point).interactive(), on_select="rerun", key="chart")
    st.bar_chart(table, x="stage", y="count")
    st.line_chart(table["count"])
    st.dataframe(table, on_select="rerun", selection_mode="single-row")
    st.data_editor(table, num_rows="dynamic")
    st.table(table)
    st.metric("Answered", 3, delta=1, chart_data=[1, 2, 3], chart_type="line")
    st.download_button("Download", "a,b\n1,2\n", "table.csv", icon=":material/download:")
    st.image(picture(), caption="Grey")
    st.image(web.qr_png("http://192.168.1.2:8501/pair?token=x"))
    st.file_uploader("Upload")
    st.code("copy me", language=None, wrap_lines=True)
    st.markdown(":red[red] :green-badge[green] $x^2$ :material/mail: \U0001f600")
    st.selectbox("Select", ["a", "b"])
    st.date_input("Day")
    st.time_input("Time")
    st.segmented_control("Segment", ["a", "b"])
    st.text_input("Text", type="password")
    with st.expander("More", icon=icon):
        st.toggle("Toggle")
        st.slider("Slider", 0, 10)
    with st.popover("Popover"):
        st.write("inside")
    st.info("Advice", icon=":material/info:")
    st.success("Done")
    st.warning("Due")
    st.error("Overdue")
    if st.button("Toast"):
        st.toast("Toasted", icon=icon)


st.set_page_config(page_title="Practice", page_icon=picture())
st.navigation(
    [
        st.Page(everything, title="Everything", url_path="everything", default=True),
        st.Page(lambda: st.write("Second page"), title="Second", url_path="second", icon=":material/mail:"),
    ],
    position="top",
).run()
