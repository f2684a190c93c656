async function take(button) {
  const status = button.parentElement.querySelector("[role=status]")
  if (button.disabled) return
  button.disabled = true
  status.className = "done taking"
  status.textContent = button.dataset.taking
  try {
    const answer = await fetch(button.dataset.take, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(ownWordsFor(button)),
    })
    if (!answer.ok) throw new Error(answer.headers.get("content-type")?.startsWith("text/plain") ? await answer.text() : "")
    const link = document.createElement("a")
    link.href = URL.createObjectURL(await answer.blob())
    link.download = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"))[1]
    document.body.appendChild(link)
    link.click()
    link.remove()
    setTimeout(() => URL.revokeObjectURL(link.href), 60000)
    status.textContent = button.dataset.done
  } catch (error) {
    status.textContent = error instanceof TypeError || !error.message ? button.dataset.failed : error.message
  }
  status.className = "done"
  button.disabled = false
  setTimeout(() => (status.textContent = ""), 8000)
}
