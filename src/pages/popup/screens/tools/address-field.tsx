import { useState } from 'preact/hooks';
import { addressOf } from '../../../../catalogue/address.ts';
import { i18n, type MessageKey } from '../../../../i18n.ts';
import { useIntoView } from '../../../../ui/into-view.ts';
import { Select } from '../../../../ui/select.tsx';
import { Sentence } from '../../../../ui/sentence.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import {
  type Choice,
  type Chosen,
  choiceOf,
  choicesOf,
  longestAddress,
  sharedOf,
  shortAddress,
  typedChoice,
} from '../../server-choice.ts';
import type { Servers } from './servers.ts';

interface AddressFieldProps {
  servers: Servers;
  chosen: Chosen;
  /** Whether a text was copied that is of no use without it. */
  isNeeded: boolean;
  onChange: (chosen: Chosen) => void;
}

/** Where the tool finds the server: it stands on the result, so that a wrong one costs no new token. */
export function AddressField({ servers, chosen, isNeeded, onChange }: AddressFieldProps) {
  const { known, isAsking } = servers;
  const choices = choicesOf(known ?? []);
  const options = choices.map(choice => ({ value: choice.id, label: labelOf(choice) }));
  const typed = { value: typedChoice, label: i18n('addressOther') };
  const asking = { value: typedChoice, label: i18n('addressAsking') };
  const choice = choiceOf(choices, chosen);
  // One that is typed is no other where there is none to choose.
  const hasChoice = isAsking || choices.length > 0;
  return (
    <>
      {hasChoice && (
        <Select
          id="address"
          label="addressLabel"
          value={choice?.id ?? typedChoice}
          options={isAsking ? [asking] : [...options, typed]}
          onChange={picked => onChange({ ...chosen, picked })}
        />
      )}
      {!isAsking && choice === null && (
        <TypedAddress
          isChosen={hasChoice}
          hint={known === null ? 'serversUnknown' : hasChoice ? 'addressHint' : 'serverNone'}
          typed={chosen.typed}
          isNeeded={isNeeded}
          onTyped={typed => onChange({ ...chosen, typed })}
        />
      )}
      {known !== null && <Shared owners={sharedOf(known).map(({ owner }) => owner ?? '')} />}
    </>
  );
}

interface TypedAddressProps {
  /** Whether there were others to choose. */
  isChosen: boolean;
  hint: MessageKey;
  typed: string;
  isNeeded: boolean;
  onTyped: (typed: string) => void;
}

function TypedAddress({ isChosen, hint, typed, isNeeded, onTyped }: TypedAddressProps) {
  const [isChecked, setIsChecked] = useState(false);
  const isEmpty = typed.trim() === '';
  const fault = isEmpty ? 'addressMissing' : 'addressBad';
  const isWrong = addressOf(typed) === null && (isNeeded || (isChecked && !isEmpty));
  const field = useIntoView<HTMLDivElement>(isChosen);
  return (
    <div ref={field}>
      <TextField
        id="address-typed"
        label={isChosen ? 'addressTyped' : 'addressLabel'}
        hint={hint}
        value={typed}
        longest={longestAddress}
        error={isWrong ? i18n(fault) : null}
        onInput={onTyped}
        onLeave={() => setIsChecked(!isEmpty)}
      />
    </div>
  );
}

/** Why the servers of others are not among those to choose from. */
function Shared({ owners }: { owners: readonly string[] }) {
  const [owner, another] = owners;
  if (owner === undefined) return null;
  return (
    <p class="small">
      {another === undefined && owner !== '' ? (
        <Sentence text="serverShared">
          <bdi>{owner}</bdi>
        </Sentence>
      ) : (
        i18n('serversShared')
      )}
    </p>
  );
}

function labelOf({ server, address, isRemote, isDockerBridge }: Choice): string {
  const short = shortAddress(address);
  if (isDockerBridge) return i18n('addressDocker', server, short);
  return isRemote ? i18n('addressRemote', server, short) : i18n('addressNear', server, short);
}
