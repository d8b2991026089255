import type { Metadata } from 'next'
import { AccountPage } from '../../features/sign-in/account-page.tsx'

export const metadata: Metadata = { title: 'Account' }

const Page = () => <AccountPage />

export default Page
