// The picture of a screen for a slide or a message of one's own. The server draws it; nothing is copied without it.
async function picture() {
  let answer
  try {
    answer = await fetch(`vortrag/bild${location.search}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ screen: state.at, version: words.version }),
    })
  } catch {
    throw new Error(words.pictureOffline)
  }
  if (!answer.ok) throw new Error(answer.headers.get("content-type")?.startsWith("text/plain") ? await answer.text() : words.pictureOffline)
  return { name: /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"))[1], drawn: await answer.blob() }
}

async function copyPicture() {
  notify(words.taking)
  const made = picture()
  try {
    // Asked for at once, with a picture to come: later the browser no longer knows that a key was pressed.
    const item = new ClipboardItem({ "image/png": made.then(({ drawn }) => drawn) })
    await navigator.clipboard.write([item])
    notify(words.pictureCopied)
  } catch {
    try {
      save(await made)
    } catch (error) {
      notify(error.message)
    }
  }
}

function save({ name, drawn }) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(drawn)
  link.download = name
  link.textContent = words.pictureSave
  notify(`${words.pictureRefused} `, 30000)
  find("#told").append(link)
  setTimeout(() => URL.revokeObjectURL(link.href), 60000)
}

doing.copy = copyPicture
KEYS.c = doing.copy
