import type { LinkedView, View } from '../../../core/view.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Sentence } from '../../../ui/sentence.tsx';
import { Title } from '../../../ui/title.tsx';
import { AccountRow } from '../account-row.tsx';
import { Greeting } from '../greeting.tsx';
import type { Check } from '../health.tsx';
import { News } from '../news.tsx';
import type { Place } from '../place.ts';
import type { Send } from '../send.ts';
import { ToolList } from '../tool-list.tsx';
import { ToolNewsList } from '../tool-news.tsx';

interface HomeProps {
  view: View & LinkedView;
  check: Check;
  isGreeted: boolean;
  /** Shows the result that was left and can still be copied; null where there is none. */
  onResult: (() => void) | null;
  go: (place: Place) => void;
  send: Send;
}

/** What its owner comes for: the account in one row, the tools with access, and what can be done. */
export function HomeScreen({ view, check, isGreeted, onResult, go, send }: HomeProps) {
  return (
    <Page
      footer={
        <>
          <Button
            id="add-tool"
            label="giveAccess"
            kind="primary"
            icon="plus"
            onPress={onResult ?? (() => go({ at: 'pick', query: '' }))}
          />
          <Button id="link-app" label="linkApp" icon="tv" onPress={() => go({ at: 'linkApp' })} />
        </>
      }
    >
      {isGreeted ? (
        <Greeting view={view} onNotMe={() => go({ at: 'unlink' })} send={send} />
      ) : (
        <Title text="linkedTitle" isUnseen />
      )}
      <News view={view} send={send} />
      <ToolNewsList news={view.toolNews} send={send} />
      {onResult !== null && <Waiting name={view.giving?.name ?? ''} onShow={onResult} />}
      <AccountRow view={view} check={check} onOpen={() => go({ at: 'account' })} />
      <ToolList tools={view.tools} onOpen={id => go({ at: 'tool', id })} />
    </Page>
  );
}

/** A token that was left before it was copied, or before its owner was done with it. */
function Waiting({ name, onShow }: { name: string; onShow: () => void }) {
  return (
    <Notice id="tool-waiting" tone="warn">
      <p>
        <Sentence text="gaveWaiting">
          <bdi>{name}</bdi>
        </Sentence>
      </p>
      <Button id="show-result" label="showResult" kind="small" onPress={onShow} />
    </Notice>
  );
}
