// Runs in the page before its code is there: puts the words that came with the page into the outline of what it will show, and
// in the place of the skeleton before it. From then on one can read, follow links, and listen: a press on Listen plays at once,
// and the player takes that element over (web/features/player/player-context.tsx). Any other press is kept until somebody can
// hear it (use-first-press.ts). Only text and attributes are set, so a title with markup in it stays a title.
//
// It is a script in a string because Next.js has no way to send one ahead of its own; it uses nothing but what is in it.

declare global {
  interface Window {
    /** Plays, or has played, what was pressed before the code was there. */
    firstAudio?: HTMLAudioElement
    /** The name of the control that was pressed last, before anybody heard it. */
    firstPress?: string
  }
}

export const fillScript = `{const outline=document.currentScript.previousElementSibling,words=window.firstAnswers?.view;
const fill=(root,words)=>{
for(let each;each=root.querySelector('[data-each]');each.remove())for(const item of words[each.dataset.each]??[]){
const copy=document.createDocumentFragment();copy.append(each.cloneNode(true));copy.firstChild.removeAttribute('data-each');fill(copy,item);each.before(copy)}
for(const element of root.querySelectorAll('[data-fill]')){
const word=words[element.dataset.fill];element.removeAttribute('data-fill');
if(word===null)element.remove();
else if(typeof word==='string')element.textContent=word;
else for(const name in word)if(name==='text')element.textContent=word.text;else if(word[name]===null)element.removeAttribute(name);else element.setAttribute(name,word[name])}};
if(words){
const view=outline.content.cloneNode(true);fill(view,words);
const remembered=name=>{try{return parseFloat(localStorage.getItem('code-story:'+name))}catch{}};
view.firstElementChild.addEventListener('click',event=>{
const control=event.target.closest('button,[role=button]');if(!control)return;
const{audio:url,story}=control.dataset;
if(!url){window.firstPress=control.getAttribute('aria-label')??control.textContent;return}
let audio=window.firstAudio;
if(!audio){audio=window.firstAudio=new Audio(url);audio.defaultPlaybackRate=audio.playbackRate=remembered('rate')||1;
const volume=remembered('volume');if(volume>=0)audio.volume=volume;audio.currentTime=remembered('position:'+story)||0}
const start=audio.paused;if(start)audio.play().catch(()=>{});else audio.pause();
for(const icon of control.querySelectorAll('svg'))icon.classList.toggle('hidden');
control.querySelector('span').textContent=start?'Pause':'Listen'});
outline.previousElementSibling.replaceWith(view)}}`
