import type { InputValue, StepOf } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import type { ReactNode } from 'react';

export interface FieldProps {
  readonly step: StepOf<'action'> | StepOf<'trigger'>;
  readonly field: FieldDescriptor;
  /** Path in the step's form. */
  readonly path: string;
  readonly value: InputValue | undefined;
  onChange(value: InputValue | undefined): void;
  /** Stands in a picture that has a frame and a heading of its own. */
  readonly isInPicture?: boolean;
  /** Draws a field inside of this one; handed down, since fields hold fields. */
  renderField(props: Omit<FieldProps, 'renderField'>): ReactNode;
}

/** What a control inside of its shell gets. */
export interface ControlProps extends FieldProps {
  readonly label: string;
  readonly isInvalid: boolean;
  readonly describedBy: string;
}

/** What a control needs that is also shown away from a step's form. */
export type FreeControlProps = Pick<ControlProps, 'field' | 'label' | 'value' | 'onChange' | 'isInvalid'> & Partial<Pick<ControlProps, 'describedBy'>>;
