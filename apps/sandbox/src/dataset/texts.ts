import { type Random } from './random';

const subjects = [
  'Our team',
  'The new branch',
  'Customer care',
  'The annual report',
  'This release',
  'Our campus',
  'The research group',
  'Support',
  'The board',
  'Logistics',
];
const verbs = [
  'opens',
  'presents',
  'explains',
  'improves',
  'celebrates',
  'measures',
  'updates',
  'shares',
  'reviews',
  'plans',
];
const objects = [
  'a safer workplace',
  'the results of the quarter',
  'faster delivery',
  'an open day',
  'the roadmap',
  'a study of 1,200 readers',
  'the winter schedule',
  'new office hours',
  'a guide for newcomers',
  'the energy report',
];
const endings = [
  'Read more soon.',
  'Thank you all!',
  'Questions? Ask us.',
  'See you there.',
  'Details to follow.',
  'Work in progress.',
  'More next week.',
  'Feedback is welcome.',
];

export const scripts = {
  emoji: [
    'Launch day 🚀👩🏽‍💻👨‍👩‍👧‍👦 thank you 🇫🇷❤️‍🔥',
    'Good morning ☀️🧑🏿‍🚀 — coffee ☕️ first',
    '👍🏻👍🏿 both count 🏳️‍🌈',
  ],
  arabic: [
    'يسعدنا افتتاح مكتبنا الجديد في الرباط اليوم',
    'شكرا لكل من شارك في اللقاء، نراكم قريبا',
  ],
  hebrew: ['שמחים לפתוח את המשרד החדש שלנו השבוע', 'תודה לכל מי שהשתתף במפגש'],
  japanese: [
    '新しいオフィスが本日オープンしました。皆さまのお越しをお待ちしております。',
    '年次報告書を公開しました。𠮷野家の前でお会いしましょう。',
  ],
  chinese: ['我们的新办公室今天正式启用，感谢大家的支持。', '年度报告现已发布，欢迎阅读。'],
  french: [
    "L'équipe présente les résultats de l'année : à découvrir dès demain !",
    'Où ? À Orléans, près de la gare — entrée libre.',
  ],
} as const;

export const languages: Readonly<Record<keyof typeof scripts, string>> = {
  emoji: 'en',
  arabic: 'ar',
  hebrew: 'iw',
  japanese: 'ja',
  chinese: 'zh',
  french: 'fr',
};

/** One short English sentence or two. */
export function sentence(random: Random): string {
  const [subject, verb, object] = [random.pick(subjects), random.pick(verbs), random.pick(objects)];
  return `${subject} ${verb} ${object}. ${random.pick(endings)}`;
}

/** A text of more than `min` characters. */
export function longText(random: Random, min: number): string {
  let text = sentence(random);
  while (text.length <= min) text += ` ${sentence(random)}`;
  return text;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
