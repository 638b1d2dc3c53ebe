/** Loaded before a measured program (`--import`): says the most memory that it ever had, in bytes. */
process.on('message', (question) => {
  if (question === 'peak') process.send?.(process.resourceUsage().maxRSS * 1024)
})
