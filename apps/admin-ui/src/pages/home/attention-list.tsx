import { Link } from 'wouter';

import { type Attention } from '../../api/types';
import { Severity } from '../../parts/badges';
import { Said } from '../../parts/said';
import { When } from '../../parts/when';
import { texts } from '../../texts/texts';
import { attentionHref } from './attention-href';

/** What is wrong, the most urgent first, each leading to where something can be done. */
export function AttentionList({ of }: { of: Attention[] }) {
  return (
    <ul className="plain attention">
      {of.map((each) => (
        <li key={`${each.kind} ${each.subject ?? ''} ${each.text}`}>
          <Severity severity={each.severity} />
          <div>
            <Link href={attentionHref(each)}>
              <Said>{each.text}</Said>
            </Link>
            {each.since !== undefined && (
              <div className="soft">
                {texts.home.since} <When at={each.since} />
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
