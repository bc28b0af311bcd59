import { wordsOf } from './words';

describe('wordsOf', () => {
  it.each([
    ['', '  '],
    ['Hello,  World!\n', ' hello world '],
    ["don't e-mail @contoso_news #Launch $MSFT", ' don t e mail contoso_news launch msft '],
    ['https://x.com/contoso/status/12', ' https x com contoso status 12 '],
    ['Straße STRASSE', ' strasse strasse '],
    ['ΟΔΟΣ οδός', ' οδοσ οδόσ '],
    ['İstanbul ISTANBUL ısı', ' istanbul istanbul isi '],
    ['Cafe\u0301 Caf\u00e9', ' café café '],
    ['ｆｕｌｌ ﬁ', ' full fi '],
    ['新製品ABC発売', ' 新 製 品 abc 発 売 '],
    ['서울에서', ' 서 울 에 서 '],
    ['ที่นี่', ' ที่ นี่ '],
    ['مرحبا بالعالم', ' مرحبا بالعالم '],
    ['I ❤️ 👩‍💻👍🏽🇩🇪', ' i ❤ 👩 💻 👍 🇩 🇪 '],
  ])('makes of %j %j', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });
});
