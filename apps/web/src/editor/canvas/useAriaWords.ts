import type { AriaLabelConfig } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** React Flow's own words for screen readers and tooltips, in the language on the screen. */
export function useAriaWords(): Partial<AriaLabelConfig> {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      'node.a11yDescription.default': t('editor.aria.node'),
      'node.a11yDescription.keyboardDisabled': t('editor.aria.node'),
      'edge.a11yDescription.default': t('editor.aria.edge'),
      'controls.ariaLabel': t('editor.zoom'),
      'controls.zoomIn.ariaLabel': t('editor.aria.zoomIn'),
      'controls.zoomOut.ariaLabel': t('editor.aria.zoomOut'),
      'controls.fitView.ariaLabel': t('editor.aria.fitView'),
      'minimap.ariaLabel': t('editor.map'),
    }),
    [t],
  );
}
