// What a page asks for first, asked while its code is still on the way. Our own server has written the answers into the page
// (server/pages/first-answers.ts): a script of a few lines in the head takes them from there. What this browser is about to
// delete may still be in them: then they are asked for again, when the deletion is under way (features/library/deletions.ts).
//
// A page that is served by another server asks for the configuration, and, where there is no sign-in and so no token to send,
// lets the browser load the very answer that the typed client will then want. Without it a phone on a slow line waits for the
// code, then for the one, then for the other.
import type { FirstAnswers } from '../../shared/first-answers.ts'
import { listQuery, noFilters } from '../features/library/filters.ts'
import { apiBase } from './backend.ts'

const batch = (procedures: string, inputs: object): string => `${apiBase}/trpc/${procedures}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`

/** Stands for the story's id, which only the browser knows. */
const anyId = '00000000-0000-0000-0000-000000000000'
// As the client's batches are spelled: a question that is spelled otherwise is asked in vain (test/browser/connection.browser.ts).
const storyQuestion = batch('stories.transcript,stories.get', { 0: { id: anyId }, 1: { id: anyId } })
const libraryQuestion = batch('stories.list', { 0: listQuery(noFilters) })

export const configurationUrl = `${apiBase}/api/config`

/** Holds `null` in the exported page, and in its place the answers in the one that our server sends. */
export const firstAnswersId = 'first-answers'

declare global {
  interface Window {
    /** Undefined where they did not come with the page. */
    firstAnswers?: FirstAnswers
    /** Of the script below; null where the answer was none. */
    firstConfiguration?: Promise<unknown>
  }
}

export const firstQuestionsScript = `{const answers=JSON.parse(document.getElementById(${JSON.stringify(firstAnswersId)}).textContent);
if(answers){try{if(localStorage.getItem('code-story:deletions'))for(const name in answers)if(name!=='configuration')delete answers[name]}catch{}
window.firstAnswers=answers;window.firstConfiguration=Promise.resolve(answers.configuration)}
const configured=answers?Promise.resolve(null):fetch(${JSON.stringify(configurationUrl)}).then(answer=>answer.ok?answer.json():null).catch(()=>null);
window.firstConfiguration??=configured;
configured.then(configuration=>{
if(configuration===null||configuration.supabase!==null)return;
const path=location.pathname,story=/^\\/stories\\/([\\da-f-]{36})?\\/?$/i.exec(path);
const id=story&&(story[1]||new URLSearchParams(location.search).get('id'));
const href=id?${JSON.stringify(storyQuestion)}.replaceAll(${JSON.stringify(anyId)},encodeURIComponent(id.toLowerCase())):/^\\/library\\/?$/.test(path)?${JSON.stringify(libraryQuestion)}:'';
if(href)document.head.append(Object.assign(document.createElement('link'),{rel:'preload',as:'fetch',crossOrigin:'anonymous',href}))})}`
