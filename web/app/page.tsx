import { MakeForm } from '../features/create/make-form.tsx'
import { RecentStories } from '../features/library/recent-stories.tsx'

const Page = () => (
  <div className="mx-auto w-full max-w-3xl pt-10 sm:pt-20">
    <h1 className="font-semibold text-[2.125rem] leading-[1.1] tracking-tight sm:text-5xl">Hear how a codebase works</h1>
    <p className="mt-3 max-w-[56ch] text-base text-muted leading-relaxed sm:mt-4 sm:text-lg">
      Name a repository. Code Story reads it, writes its story in chapters, and speaks it, with the lines of code that each sentence rests on.
    </p>
    <MakeForm />
    <RecentStories />
  </div>
)

export default Page
