import { useState } from 'react';
import { Button, Input, Label, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { holdsPersonalNumber } from '#domain/personal-number.js';

/** Search for a message, a stay or a unit; the hub refuses personal numbers, and so does the page, before anything is sent. */
export function Search() {
  const { t } = useTranslation('page');
  const [, go] = useLocation();
  const [text, setText] = useState('');
  return (
    <SearchField
      className="header-search row"
      value={text}
      onChange={setText}
      onSubmit={(written) => {
        const q = written.trim();
        if (q === '') return;
        const isRefused = holdsPersonalNumber(q);
        if (isRefused) setText('');
        go('/search', { state: isRefused ? { isRefused } : { q } });
      }}
    >
      <Label className="hidden-text">{t('header.search')}</Label>
      <Input className="input" placeholder={t('header.searchShort')} autoComplete="off" />
      <Button className="hidden-text">{t('header.clearSearch')}</Button>
    </SearchField>
  );
}
