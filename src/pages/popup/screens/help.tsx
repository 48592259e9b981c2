import { i18n, type MessageKey } from '../../../i18n.ts';
import { Page } from '../../../ui/page.tsx';
import { Sentence } from '../../../ui/sentence.tsx';
import { Title } from '../../../ui/title.tsx';
import { AuthorizedDevices } from '../authorized-devices.tsx';

const questions: readonly { readonly title: MessageKey; readonly text: MessageKey }[] = [
  { title: 'helpToolTitle', text: 'helpToolText' },
  { title: 'helpEndTitle', text: 'helpEndText' },
  { title: 'helpTroubleTitle', text: 'helpTroubleText' },
];

/** The questions that people have had, and what to do. */
export function HelpScreen({ onBack }: { onBack: () => void }) {
  return (
    <Page onBack={onBack}>
      <Title text="help" />
      {questions.map(({ title, text }) => (
        <section key={title} class="section">
          <h2>{i18n(title)}</h2>
          <p>
            <Sentence text={text}>
              <AuthorizedDevices />
            </Sentence>
          </p>
        </section>
      ))}
    </Page>
  );
}
