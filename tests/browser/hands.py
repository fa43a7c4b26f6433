"""What people do on a page, by pointer or by keyboard alone; things are found by what they say."""

from playwright.sync_api import expect

MOST_STOPS = 250  # on the way round a page by the Tab key
FOCUS = r"""wanted => {
  const at = document.activeElement
  const looks = [getComputedStyle(at)]
  for (const label of at.labels ?? []) looks.push(getComputedStyle(label, '::before'))
  const box = at.getBoundingClientRect()
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const top = document.elementFromPoint(Math.min(Math.max(x, 0), innerWidth - 1), Math.min(Math.max(y, 0), innerHeight - 1))
  return {
    there: at === wanted,
    group: at.type === 'radio' && at.name === wanted.name,
    what: at === document.body ? '' : at.outerHTML.slice(0, 160),
    marked: looks.some(look => look.boxShadow !== 'none'
      || (look.outlineStyle !== 'none' && look.outlineWidth !== '0px' && !/^rgba.* 0\)$/.test(look.outlineColor))),
    inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: top !== null && !at.contains(top) && !top.contains(at) && ![...(at.labels ?? [])].some(label => label.contains(top)),
  }
}"""  # noqa: E501


class Hands:
    """One person at one page. Every step waits until what it leads to is there."""

    def __init__(self, page):
        self.page = page
        page.on("filechooser", lambda _: None)  # so that none opens before somebody waits for it

    def open(self, path):
        """Go to an address."""
        response = self.page.goto(path)
        assert response.status == 200, f"{path} answered {response.status}"

    def follow(self, text):
        """Follow a link; some look like buttons."""
        named = self.page.get_by_role("link", name=text)
        buttons = self.page.locator("a[role=button]").filter(has_text=text)
        self._go(named.or_(buttons).first, "Enter")

    def press(self, text):
        """Press a button that sends a form."""
        self._go(self.page.get_by_role("button", name=text).first, "Space")

    def mend(self, error):
        """Follow an error of the summary to its field; the title tells of errors, too."""
        assert self.page.title().startswith("Error: ")
        link = self.page.get_by_role("alert").get_by_role("link", name=error)
        field = link.get_attribute("href")
        assert self.page.locator(field).count() == 1
        self._reach(link)
        self._use(link, "Enter")
        self._is_at(field)

    def take(self, text):
        """Follow a link to a file; gives what is in it."""
        link = self.page.get_by_role("link", name=text).first
        self._reach(link)
        with self.page.expect_download() as coming:
            self._use(link, "Enter")
        return coming.value.path().read_text(encoding="utf-8-sig")

    def date(self, legend, day):
        """Fill in a day in its three boxes."""
        boxes = self.page.get_by_role("group", name=legend)
        for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self._write(boxes.get_by_label(label, exact=True), str(part))

    def write(self, label, text):
        """Fill in a field."""
        self._write(self.page.get_by_label(label).first, text)

    def sees(self, *texts):
        """All of this stands on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_attached()

    def heading(self):
        """The main heading."""
        return self.page.inner_text("h1")

    def _go(self, element, key):
        self._reach(element)
        with self.page.expect_navigation():
            self._use(element, key)


class Pointer(Hands):
    """With a mouse or a finger."""

    def choose(self, text):
        """Choose one of a few."""
        self.page.get_by_role("radio", name=text).first.check()

    def tick(self, text):
        """Tick a box."""
        self.page.get_by_role("checkbox", name=text).first.check()

    def pick(self, label, option):
        """Pick one of a list."""
        self.page.get_by_label(label).first.select_option(label=option)

    def hand_in(self, label, file):
        """Choose a file."""
        self.page.get_by_label(label).set_input_files(file)

    def _is_at(self, field):
        assert self.page.url.endswith(field)

    def _reach(self, element):
        element.scroll_into_view_if_needed()

    def _use(self, element, _key):
        element.click()

    def _write(self, field, text):
        field.fill(text)


class Keyboard(Hands):
    """With the keyboard alone, seeing at every step where they are."""

    def choose(self, text):
        wanted = self.page.get_by_role("radio", name=text).first
        self._reach(wanted, group=True)
        for _ in range(wanted.evaluate("one => one.form.elements[one.name].length ?? 1")):
            if self._focus(wanted)["there"]:
                break
            self.page.keyboard.press("ArrowDown")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        assert wanted.is_checked()

    def tick(self, text):
        box = self.page.get_by_role("checkbox", name=text).first
        if not box.is_checked():
            self._reach(box)
            self._use(box, "Space")

    def pick(self, label, option):
        field = self.page.get_by_label(label).first
        self._reach(field)
        self.page.keyboard.press("Home")
        for _ in range(field.evaluate("one => one.options.length")):
            if field.evaluate("one => one.selectedOptions[0].label.trim()") == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} does not offer {option}")

    def hand_in(self, label, file):
        self._reach(self.page.get_by_label(label))
        with self.page.expect_file_chooser() as opened:
            self.page.keyboard.press("Space")
        opened.value.set_files(file)

    def _use(self, _element, key):
        self.page.keyboard.press(key)

    def _is_at(self, field):
        expect(self.page.locator(field)).to_be_focused()

    def _write(self, field, text):
        self._reach(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def _reach(self, element, *, group=False):
        """Press Tab until the focus is there; whoever is outside the page's content skips to it."""
        element.wait_for(state="attached")
        if self._focus(element)["what"] == "" and element.evaluate("one => !!one.closest('main')"):
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Enter")
        for _ in range(MOST_STOPS):
            at = self._focus(element)
            if at["there"] or (group and at["group"]):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key does not reach {element} on {self.page.url}")

    def _focus(self, wanted):
        """What has the focus, which must be seen."""
        at = self.page.evaluate(FOCUS, wanted.element_handle())
        where = f"{self.page.url}: {at['what']}"
        if at["what"] and "<main" not in at["what"]:
            assert at["marked"], f"The focus is not seen: {where}"
            assert at["inSight"], f"The focus is out of sight: {where}"
            assert not at["covered"], f"The focus is covered: {where}"
        return at
