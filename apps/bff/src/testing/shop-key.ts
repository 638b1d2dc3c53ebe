/** What the shop's own software sends with every request: most tests are it, and those about people and devices are not. */
export const shopKey = 'the-key-of-the-software-of-the-shop-of-the-tests'
export const withKey = { authorization: `Bearer ${shopKey}` }
